"""Kernels for notebooks: this Python, reached over sockets of the file system."""

import os
import sys
import tempfile
import uuid

from jupyter_client import AsyncKernelManager, KernelManager
from jupyter_client.kernelspec import KernelSpec
from traitlets import HasTraits, default


class _Own(HasTraits):
    """What sets our kernels apart from those that a machine may have installed."""

    @default("transport")
    def _transport(self):
        """Use sockets of the file system: others on the machine cannot listen in, no
        network interface is needed, and no kernel warns of either.
        """
        return "ipc"

    @default("connection_file")
    def _connection_file(self):
        """Name the sockets after a file of this kernel alone: without a name, all
        kernels would meet in one.
        """
        return os.path.join(tempfile.gettempdir(), f"kernel-{uuid.uuid4()}.json")

    @property
    def kernel_spec(self):
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
