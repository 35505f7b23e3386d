"""What writes to the terminal, with the frame held."""

from textual.drivers.linux_driver import LinuxDriver

from tiptui.ui.terminal.widths import placed


class FrameDriver(LinuxDriver):
    """Textual's own driver, except that words of uncertain width move nothing."""

    def write(self, data: str) -> None:
        """Write output, with the cursor put back to its place after such words."""
        super().write(placed(data))
