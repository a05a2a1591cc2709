"""Deliberate mistakes in the exchange: each is caught by a life that is judged, or by a test.

A test that nothing can fail proves nothing; here is the proof that these can.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.sync import (
    checks,
    faults,
    faults_told,
    test_reading,
    test_reveal,
    test_unbelieved,
)
from tests.sync.faults import Patch

CAUGHT: dict[Callable[[Patch], None], checks.Check] = {
    faults.sequence_not_committed_first: checks.a_crash_at_every_step,
    faults.acknowledged_and_never_sent: checks.a_crash_at_every_step,
    faults_told.private_record_exported: checks.a_private_evening,
    faults_told.private_stamps_leak: checks.a_private_evening,
    faults_told.written_instead_of_said: checks.a_private_evening,
    faults_told.offset_travels: checks.a_private_evening,
    faults_told.about_of_a_private_record_travels: checks.a_private_evening,
    faults_told.body_kept_in_a_tombstone: checks.a_private_evening,
    faults.one_file_causes_another: checks.a_private_evening,
    faults_told.unsent_counted_as_sent: checks.taken_back_before_it_was_sent,
    faults.stamp_not_above_the_version_replaced: checks.a_clock_set_back,
    faults.clone_keeps_its_device_id: checks.two_machines,
    faults.contested_stamps_kept: checks.two_machines_with_something_unsent,
    faults.publishing_replaces_a_file: checks.something_in_the_way,
    faults.marker_not_asked: checks.another_folder_in_its_place,
    faults.emptied_folder_filled_unasked: checks.an_emptied_folder,
    faults.stream_not_bound: checks.replayed_under_another_name,
    faults.tie_not_broken: checks.two_versions_with_one_stamp,
    faults.previous_hash_not_bound: checks.told(checks.a_file_of_another_past),
    faults.mac_without_the_number: checks.a_mark_in_its_own_place,
    faults.name_taken_from_inside_a_file: checks.told(checks.a_stream_that_names_another),
    faults_told.own_edit_after_arrival: checks.an_answer_that_was_opened,
    faults_told.key_given_too_early: checks.an_answer_alone,
    faults_told.edit_after_arrival: checks.opened_and_changed,
    faults.author_not_checked: checks.told(
        test_unbelieved.test_a_partner_cannot_speak_in_ones_own_name
    ),
    faults.id_taken_without_author: checks.told(
        test_unbelieved.test_the_partners_id_of_my_record_is_theirs_alone
    ),
    faults.missing_file_taken_for_deletion: checks.told(
        test_reading.test_a_missing_file_never_deletes_anything
    ),
    faults.seen_without_hash: checks.told(checks.a_disk_that_was_set_back),
    faults_told.mirrored_answer: checks.told(test_reveal.test_a_mirrored_answer_draws_no_key),
    faults_told.answer_moved_to_another_question: checks.told(
        test_reveal.test_an_answer_moved_to_another_question_does_not_open
    ),
    faults_told.commitment_without_the_answer: checks.told(
        test_reveal.test_other_words_than_those_committed_to_do_not_open
    ),
}


@pytest.mark.parametrize("fault", CAUGHT, ids=lambda fault: fault.__name__)
def test_each_mistake_is_caught(monkeypatch: Patch, fault: Callable[[Patch], None]) -> None:
    """With the mistake the very same check fails that passes without it."""
    fault(monkeypatch)
    with pytest.raises((AssertionError, pytest.fail.Exception, ValueError)):
        CAUGHT[fault]()


@pytest.mark.parametrize("check", dict.fromkeys(CAUGHT.values()), ids=lambda check: check.__name__)
def test_without_a_mistake_nothing_is_caught(check: checks.Check) -> None:
    """Each of the checks that catch a mistake finds nothing in the exchange as it is."""
    check()
