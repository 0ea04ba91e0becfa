"""Two who act at the same time: one waits for the other, and nobody loses anything."""

from threading import Barrier, Thread

from iecscore.store import open_store


def test_two_writers_wait_for_each_other(tmp_path, somebody):
    stores = [open_store("iecscore.db", tmp_path, new=True) for _ in range(2)]
    ready = Barrier(2)

    def work(store):
        ready.wait()
        for _ in range(20):
            with store.acting(somebody) as repository:
                count = len(repository.list_deeds())
                repository.record("count", str(count))

    threads = [Thread(target=work, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with stores[0].reading(somebody) as repository:
        assert [subject for _, _, subject in repository.list_deeds()] == [str(number) for number in range(40)]
    for store in stores:
        store.close()


def test_a_reader_sees_what_was_there_while_somebody_writes(store, somebody):
    with store.acting(somebody) as writer:
        writer.record("import", "a")
        with store.reading(somebody) as reader:
            assert reader.list_deeds() == ()
