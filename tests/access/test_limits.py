"""Guessing is slowed by address and by name; an allowance is used up and fills again."""

from __future__ import annotations

import pytest

from assistant.access.limits import FAILURES_OF_ADDRESS, FAILURES_OF_NAME, Allowance, Failures, origin_of


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_address_is_blocked_for_every_name_until_the_window_is_over() -> None:
    clock = Clock()
    failures = Failures(clock)
    for number in range(FAILURES_OF_ADDRESS):
        assert not failures.blocked("10.0.0.1", "alice")
        failures.failed("10.0.0.1", f"name{number}")

    assert failures.blocked("10.0.0.1", "alice")
    assert not failures.blocked("10.0.0.2", "alice")
    clock.now = 301
    assert not failures.blocked("10.0.0.1", "alice")


def test_name_is_blocked_from_everywhere_but_not_by_one_address_alone() -> None:
    failures = Failures(Clock())
    for number in range(FAILURES_OF_NAME):
        assert not failures.blocked("10.0.0.99", "alice")
        failures.failed(f"10.0.0.{number}", "alice")

    assert failures.blocked("10.0.0.99", "alice")
    assert not failures.blocked("10.0.0.99", "bob")
    assert FAILURES_OF_NAME > FAILURES_OF_ADDRESS


def test_what_is_kept_of_failures_stays_bounded() -> None:
    clock = Clock()
    failures = Failures(clock)
    for number in range(10_001):
        failures.failed(str(number))
        clock.now += 1

    assert len(failures._failed) < 400


def test_allowance_is_used_up_and_fills_again() -> None:
    clock = Clock()
    allowance = Allowance(60, clock)

    assert [allowance.wait("a") for _ in range(15)] == [0.0] * 15
    assert allowance.wait("a") == pytest.approx(1.0)
    assert allowance.wait("b") == 0.0
    clock.now = 1.0
    assert allowance.wait("a") == 0.0
    assert allowance.wait("a") > 0


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
        (None, ""),
    ],
)
def test_addresses_of_one_network_count_as_one(host: str | None, origin: str) -> None:
    assert origin_of(host) == origin
