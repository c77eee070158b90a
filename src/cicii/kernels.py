"""Kernels for notebooks: this Python with this checkout's code, reached over sockets of
the file system.
"""

import asyncio
import os
import shutil

from jupyter_client import AsyncKernelManager, KernelManager
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.provisioning import LocalProvisioner
from traitlets import HasTraits, default

from cicii import forks, processes
from cicii.launch import PYTHON

# What a kernel is started with. Its folder of work holds notebooks, no modules; and a
# user's file for interactive Pythons is none of its business.
COMMAND = [
    *(*PYTHON, "ipykernel_launcher", "-f", "{connection_file}"),
    "--InteractiveShellApp.ignore_cwd=True",
    "--InteractiveShellApp.exec_PYTHONSTARTUP=False",
]


class _Provisioner(LocalProvisioner):
    """Forks a kernel from the warm process where there is one, and starts it elsewhere."""

    async def launch_kernel(self, cmd: list[str], **options: object) -> dict:
        """Start the kernel, with the environment and the folder that the manager gives."""
        try:
            module = cmd[len(PYTHON) :]
            folder = options.get("cwd") or os.getcwd()
            self.process = forks.Forked(module, options["env"], folder)
        except OSError:
            return await super().launch_kernel(cmd, **options)
        self.pid = self.pgid = self.process.pid
        return self.connection_info

    async def wait(self) -> int | None:
        """Wait for the end; the library looks for it ten times a second only."""
        while await self.poll() is None:
            await asyncio.sleep(0.005)
        return await super().wait()

    async def cleanup(self, restart: bool = False) -> None:
        """Remove the folder of the sockets with them."""
        await super().cleanup(restart)
        if not restart:
            folder = os.path.dirname(self.parent.connection_file)
            shutil.rmtree(folder, ignore_errors=True)


class _Own(HasTraits):
    """What sets our kernels apart from those that a machine may have installed."""

    def __init__(self, **options: object) -> None:
        super().__init__(**options)
        self.provisioner = _Provisioner(kernel_spec=self.kernel_spec, parent=self)

    @default("transport")
    def _transport(self) -> str:
        """Use sockets of the file system: no network interface is needed, and no
        kernel warns that others may listen in.
        """
        return "ipc"

    @default("connection_file")
    def _connection_file(self) -> str:
        """Keep the sockets in a folder of this kernel's own; it is removed with that of
        the warm process where who has asked for the kernel is killed.
        """
        folder = processes.socket_folder("k", forks.served_folder())
        return os.path.join(folder, "k.json")

    @property
    def kernel_spec(self) -> KernelSpec:
        """Run the Python that runs this, whatever kernel is called python3 here."""
        return KernelSpec(argv=COMMAND, display_name="Python 3", language="python")


class OwnKernel(_Own, KernelManager):
    """A kernel for callers that wait, such as nbval."""


class OwnAsyncKernel(_Own, AsyncKernelManager):
    """A kernel for callers that do not, such as papermill."""
