"""Kernels for notebooks: this Python, reached over sockets of the file system."""

import atexit
import os
import shutil
import sys
import tempfile

from jupyter_client import AsyncKernelManager, KernelManager
from jupyter_client.kernelspec import KernelSpec
from traitlets import HasTraits, default


def _short(folder: str) -> str:
    """Give a folder whose sockets have names that are short enough for the system."""
    return folder if len(folder) <= 70 else "/tmp"


class _Own(HasTraits):
    """What sets our kernels apart from those that a machine may have installed."""

    @default("transport")
    def _transport(self) -> str:
        """Use sockets of the file system: no network interface is needed, and no
        kernel warns that others may listen in.
        """
        return "ipc"

    @default("connection_file")
    def _connection_file(self) -> str:
        """Keep the sockets in a folder of this kernel's own, which only its user can
        enter. It is removed when this process ends.
        """
        folder = tempfile.mkdtemp(prefix="k-", dir=_short(tempfile.gettempdir()))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
        return os.path.join(folder, "k.json")

    @property
    def kernel_spec(self) -> KernelSpec:
        """Run the Python that runs this, whatever kernel is called python3 here."""
        command = [
            sys.executable,
            "-m",
            "ipykernel_launcher",
            "-f",
            "{connection_file}",
        ]
        return KernelSpec(argv=command, display_name="Python 3", language="python")


class OwnKernel(_Own, KernelManager):
    """A kernel for callers that wait, such as nbval."""


class OwnAsyncKernel(_Own, AsyncKernelManager):
    """A kernel for callers that do not, such as papermill."""
