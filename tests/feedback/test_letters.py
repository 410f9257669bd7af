"""Letters to whoever left an address: once, through a real mail server; nobody sends again what may be out."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from nhip.feedback.letters import letter
from nhip.journal.actors import Machine

CLERK = Machine("thử")


class Post:
    """A mail server (SMTP, RFC 5321) that keeps what it takes. `die`: "before" or "after" it took a letter."""

    def __init__(self) -> None:
        self.die, self.victim = "", 0
        self.taken: list[str] = []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self.listening.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        with line, line.makefile("rwb") as pipe:

            def say(text: str) -> None:
                pipe.write(f"{text}\r\n".encode())
                pipe.flush()

            say("220 thu")
            while told := pipe.readline().decode():
                verb = told.split()[0].upper() if told.split() else ""
                if verb == "DATA":
                    if self.die == "before":
                        return self._die(line)
                    say("354 di")
                    parts = []
                    while (row := pipe.readline()) != b".\r\n":
                        parts.append(row.decode())
                    self.taken.append("".join(parts))
                    if self.die == "after":
                        return self._die(line)
                say("221 chao" if verb == "QUIT" else "250 nhan")
                if verb == "QUIT":
                    return None

    def _die(self, line: socket.socket) -> None:
        if self.victim:
            os.kill(self.victim, signal.SIGKILL)
        line.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def post(settings: object) -> Iterator[Post]:
    made = Post()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", made.port, False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    yield made
    made.listening.close()


def waiting(house: SimpleNamespace) -> object:
    return house.answered(mail="ai.do@thu-mau.vn").letters.get()


@pytest.mark.django_db
def test_the_answer_reaches_the_address_once(house: SimpleNamespace, post: Post) -> None:
    from nhip.feedback.actions.contacts import send_letter
    from nhip.feedback.jobs import send_letters

    row = waiting(house)
    assert send_letter(CLERK, row.pk)
    assert send_letter(CLERK, row.pk), "already out"
    send_letters.enqueue()
    assert len(post.taken) == 1
    assert "ai.do@thu-mau.vn" in post.taken[0]
    row.refresh_from_db()
    assert row.state == "out"


@pytest.mark.django_db
def test_no_address_no_letter(house: SimpleNamespace) -> None:
    assert not house.answered().letters.exists()
    matter = house.answered(phone="0912 345 678")
    from nhip.feedback.actions.contacts import send_letter

    assert send_letter(CLERK, matter.letters.get().pk) is False


@pytest.mark.django_db
def test_a_server_that_is_away_is_tried_later(house: SimpleNamespace, post: Post, settings: object) -> None:
    from nhip.feedback.actions.contacts import send_letter

    row = waiting(house)
    with socket.create_server(("127.0.0.1", 0)) as empty:
        settings.EMAIL_PORT = empty.getsockname()[1]
    assert not send_letter(CLERK, row.pk)
    row.refresh_from_db()
    assert (row.state, row.tries) == ("waiting", 1)
    assert row.next_at > timezone.now()


@pytest.mark.django_db
def test_a_line_that_broke_late_is_left_to_a_person(house: SimpleNamespace, post: Post) -> None:
    from nhip.feedback.actions.contacts import send_again, send_letter
    from nhip.feedback.jobs import send_letters

    row = waiting(house)
    post.die = "after"
    assert not send_letter(CLERK, row.pk)
    row.refresh_from_db()
    assert row.state == "unclear"
    post.die = ""
    send_letters.enqueue()
    assert len(post.taken) == 1, "no machine sends it again"
    send_again(house.writer, row.pk)
    assert send_letter(CLERK, row.pk)
    assert len(post.taken) == 2


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_worker_killed_while_it_sends_sends_no_second_letter(house: SimpleNamespace, post: Post, moment: str) -> None:
    from django.db import connection

    from nhip.feedback.actions.contacts import send_letter
    from nhip.feedback.jobs import send_letters
    from nhip.feedback.models.contacts import ReplyLetter

    row = waiting(house)
    post.die = moment
    connection.close()
    child = os.fork()
    if child == 0:
        post.listening.close()
        send_letter(CLERK, row.pk)
        os._exit(0)
    post.victim = child
    _, ended = os.waitpid(child, 0)
    assert os.WIFSIGNALED(ended)
    assert os.WTERMSIG(ended) == signal.SIGKILL
    post.die, post.victim = "", 0
    row.refresh_from_db()
    assert row.state == "sending", "written before the server was asked"
    ReplyLetter.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    send_letters.enqueue()
    row.refresh_from_db()
    assert row.state == "unclear"
    assert len(post.taken) == (1 if moment == "after" else 0)


@pytest.mark.parametrize("language", ["vi", "en", "zh", "zh-hans", "tày"])
@pytest.mark.parametrize("verb", ["approve", "pass_on", "set_aside"])
def test_every_letter_names_the_office_and_the_number(language: str, verb: str) -> None:
    made = letter(verb, language, number="PA26-000001", unit="Sở Xây dựng", answer="Đã xong.", reason="trùng",
                  address="https://cong.mau")  # fmt: skip
    assert "PA26-000001" in made.subject
    assert "Sở Xây dựng" in made.text
    assert "{" not in made.subject + made.text
