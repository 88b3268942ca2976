"""What strace saw of a program and of all it started: files, bytes written, connections."""

import re
from pathlib import Path
from typing import NamedTuple

FILES = ["open", "openat", "openat2", "creat", "memfd_create", "mknod", "mknodat", "mmap"]
BYTES = ["write", "pwrite64", "writev", "pwritev", "pwritev2"]
NETWORK = ["socket", "bind", "connect"]
KNOWN = [*FILES, *BYTES, *NETWORK, "shmget", "sendfile", "splice", "copy_file_range"]
KNOWN += ["io_uring_setup"]

HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")
FIRST = re.compile(r"^\w+\((?:\d+)?<((?:\\x[0-9a-f]{2})+)>")
ASKED = re.compile(r'"((?:\\x[0-9a-f]{2})+)"')
RESULT = re.compile(r"= \d+<((?:\\x[0-9a-f]{2})+)(?:\(deleted\))?>")
TO_WRITE = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE")


def strace(folder):
    """The command before a command: it writes one file a process into the folder."""
    folder.mkdir()
    calls = "trace=" + ",".join(KNOWN)
    whole = ["-y", "-xx", "-s", "100000000"]  # every byte, and the file behind every number
    return ["strace", "-D", "-ff", "-qq", "--seccomp-bpf", *whole, "-e", calls, "-o", folder / "p"]


class Written(NamedTuple):
    """Bytes, and the file they went to."""

    file: str
    content: bytes


class Trace:
    """The calls of all processes, in a folder that `strace` was told."""

    def __init__(self, folder):
        self.lines = [
            line for file in sorted(folder.iterdir()) for line in file.read_text().splitlines()
        ]

    def calls(self, *names):
        """The lines of some calls that were not refused."""
        started = tuple(f"{name}(" for name in names)
        return [line for line in self.lines if line.startswith(started) and "= -1 " not in line]

    def network(self, name):
        """Calls about the network, refused ones too; sockets of this machine's own are none."""
        started = f"{name}("
        return [line for line in self.lines if line.startswith(started) and "AF_INET" in line]

    def opened_to_write(self):
        """Names of all files that were opened so that they could be written, unlinked or not."""
        named = set()
        for line in self.calls("open", "openat", "openat2", "creat"):
            if line.startswith("creat") or TO_WRITE.search(line):
                # A process that is killed within the call has no result; the name asked for is.
                result = RESULT.search(line) or ASKED.search(line)
                assert result, line
                named.add(plain(result[1]).decode())
        return named

    def mapped_to_write(self):
        """Files whose pages in memory are written back to the disk."""
        return [
            line
            for line in self.calls("mmap")
            if "PROT_WRITE" in line and "MAP_SHARED" in line and "MAP_ANONYMOUS" not in line
        ]

    def written(self):
        """All that was written to files and pipes; answers over the network are left out."""
        found = []
        for line in self.calls(*BYTES):
            target = FIRST.match(line)
            assert target, line[:200]
            name = plain(target[1]).decode("utf-8", "replace")
            if not name.startswith("socket:"):
                rest = line[target.end() :]
                found.append(Written(name, b"".join(plain(part) for part in HEX.findall(rest))))
        return found


def plain(text):
    """Bytes from the way strace writes them."""
    return bytes.fromhex(text.replace("\\x", ""))


def below(folder):
    """All files in a folder, by their names in it."""
    return {str(file.relative_to(folder)) for file in Path(folder).rglob("*") if file.is_file()}
