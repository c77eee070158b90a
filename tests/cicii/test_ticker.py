import io
import threading
import time

import pytest

from cicii import ticker


def test_short_work_is_not_told(capsys):
    with ticker.at_work("adding"):
        pass
    assert capsys.readouterr().err == ""


def test_long_work_is_told_again_and_again(capsys, monkeypatch):
    monkeypatch.setattr(ticker, "_FIRST", 0.01)
    monkeypatch.setattr(ticker, "_EACH", 0.01)
    with ticker.at_work("adding"):
        time.sleep(0.3)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 1 and set(lines) == {"adding: 0 s"}


def test_on_a_screen_one_line_is_renewed_and_removed(monkeypatch):
    screen = io.StringIO()
    screen.isatty = lambda: True
    monkeypatch.setattr("sys.stderr", screen)
    monkeypatch.setattr(ticker, "_FIRST", 0.01)
    with ticker.at_work("adding"):
        time.sleep(0.3)
    assert "\n" not in screen.getvalue() and screen.getvalue().endswith("\r")
    assert "adding: 0 s" in screen.getvalue()


def test_an_error_ends_it():
    before = threading.active_count()
    with pytest.raises(ValueError), ticker.at_work("adding"):
        assert threading.active_count() == before + 1
        raise ValueError
    assert threading.active_count() == before
