from iecscore.desk.gathering import digest_of, gather_files, tell_apart


def drop(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def test_files_of_other_kinds_are_named_and_litter_is_not(tmp_path):
    drop(tmp_path, "a.xlsx", "b.XLSX", "letter.docx", "scan.pdf", "~$a.xlsx", ".DS_Store", "Thumbs.db", ".hidden/c.xlsx")
    given = gather_files([tmp_path])
    assert [file.name for file in given.files] == ["a.xlsx", "b.XLSX"]
    assert [file.name for file in given.others] == ["letter.docx", "scan.pdf"]


def test_a_file_asked_for_by_its_name_is_read_whatever_it_is(tmp_path):
    drop(tmp_path, "letter.docx", "a.xlsx")
    given = gather_files([tmp_path, tmp_path / "letter.docx"])
    assert [(file.name, file.named) for file in given.files] == [("a.xlsx", False), ("letter.docx", True)]
    assert given.others == ()


def test_a_file_told_twice_is_one_file(tmp_path):
    drop(tmp_path, "a.xlsx")
    given = gather_files([tmp_path / "a.xlsx", tmp_path, tmp_path / "a.xlsx"])
    assert [(file.name, file.named) for file in given.files] == [("a.xlsx", True)]


def test_names_grow_by_folders_until_they_differ(tmp_path):
    paths = [tmp_path / name for name in ("p/x/wb.xlsx", "q/x/wb.xlsx", "q/y/wb.xlsx", "other.xlsx")]
    assert list(tell_apart(paths).values()) == ["other.xlsx", "y/wb.xlsx", "p/x/wb.xlsx", "q/x/wb.xlsx"]


def test_a_file_that_cannot_be_opened_stops_no_other(tmp_path, monkeypatch):
    drop(tmp_path, "a.xlsx", "b.xlsx", "c.xlsx")
    (tmp_path / "c.xlsx").write_text("a.xlsx", encoding="utf-8")

    def open_some(path):
        if path.name == "c.xlsx":
            return digest_of(path)
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("iecscore.desk.gathering.digest_of", open_some)
    given = gather_files([tmp_path])
    assert [file.name for file in given.files] == ["a.xlsx", "b.xlsx", "c.xlsx"]
    assert given.copies == ()
