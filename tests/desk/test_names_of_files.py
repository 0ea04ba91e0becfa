"""The names under which files are known: they can be printed and stored, whatever an archive made of them."""

import os
from pathlib import Path

from iecscore.desk.gathering import gather_files


def test_a_name_that_is_no_utf_8_is_gathered_under_one_that_can_be_stored(tmp_path):
    folder = os.fsencode(tmp_path)
    for name in ("共同体.xlsx", "院校.xlsx"):
        Path(os.fsdecode(folder + b"/" + name.encode("gbk"))).write_bytes(name.encode())
    given = gather_files([tmp_path])
    assert {file.path.read_bytes().decode() for file in given.files} == {"共同体.xlsx", "院校.xlsx"}
    assert "\ufffd" in "".join(name.encode().decode() for name in given.names)
