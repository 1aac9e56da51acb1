package dev.compliancekit.retention.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.compliancekit.core.Action;
import dev.compliancekit.core.Actor;
import dev.compliancekit.core.AuditEvent;
import dev.compliancekit.core.AuditReceipt;
import dev.compliancekit.core.Bytes;
import dev.compliancekit.core.TenantId;
import dev.compliancekit.core.promise.Figure;
import dev.compliancekit.core.promise.Standing;
import dev.compliancekit.retention.deadline.DeadlineRules;
import dev.compliancekit.retention.deadline.TimeLimit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackupControlsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final BackupSchedule NIGHTLY = BackupSchedule.nightly("database", LocalTime.of(2, 30), BERLIN, HOUR);
    private static final Instant APRIL = Instant.parse("2024-04-02T12:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    /** The clocks skip 02:30 on 31 March 2024 and repeat it on 27 October. */
    @Test
    void nightsAreThoseOfTheWallClock() {
        assertThat(NIGHTLY.expected(at("2024-03-30T00:00:00Z"), at("2024-04-02T00:00:00Z")))
                .containsExactly(at("2024-03-30T01:30:00Z"), at("2024-03-31T01:30:00Z"), at("2024-04-01T00:30:00Z"));
        assertThat(NIGHTLY.expected(at("2024-10-27T00:00:00Z"), at("2024-10-28T00:00:00Z")))
                .containsExactly(at("2024-10-27T00:30:00Z"));
    }

    @Test
    void aPaceBeginsAtItsFirstCopy() {
        BackupSchedule schedule =
                BackupSchedule.every("warehouse", at("2024-04-01T01:00:00Z"), Duration.ofHours(12), HOUR);
        assertThat(schedule.expected(at("2024-03-01T00:00:00Z"), at("2024-04-02T01:00:00Z")))
                .containsExactly(at("2024-04-01T01:00:00Z"), at("2024-04-01T13:00:00Z"));
        assertThat(schedule.expected(at("2024-04-01T01:00:01Z"), at("2024-04-02T01:00:01Z")))
                .containsExactly(at("2024-04-01T13:00:00Z"), at("2024-04-02T01:00:00Z"));
    }

    @Test
    void aCopyIsInTimeUntilTheGraceIsOverAndMissedAfterIt() {
        Instant from = at("2024-04-02T00:00:00Z");
        Instant latest = at("2024-04-02T01:30:00Z");
        assertThat(NIGHTLY.missed(List.of(latest), from, APRIL)).isEmpty();
        assertThat(NIGHTLY.missed(List.of(at("2024-04-02T00:30:00Z")), from, APRIL))
                .isEmpty();
        MissedBackup missed = new MissedBackup("database", at("2024-04-02T00:30:00Z"), latest);
        assertThat(NIGHTLY.missed(List.of(latest.plusNanos(1)), from, APRIL)).containsExactly(missed);
        assertThat(NIGHTLY.missed(List.of(at("2024-04-02T00:29:59Z")), from, APRIL))
                .containsExactly(missed);
        assertThat(NIGHTLY.missed(List.of(), from, latest)).isEmpty();
        assertThat(NIGHTLY.missed(List.of(), from, latest.plusNanos(1))).containsExactly(missed);
    }

    private static BackupScheduleControl control(Map<String, List<Instant>> copies) {
        return BackupScheduleControl.of(
                List.of(NIGHTLY), (source, from, to) -> copies.getOrDefault(source, List.of()), WEEK);
    }

    private static List<Instant> week() {
        return new ArrayList<>(NIGHTLY.expected(APRIL.minus(WEEK).minus(WEEK), APRIL));
    }

    @Test
    void theControlShowsWhatIsMissing() {
        assertThat(control(Map.of("database", week())).assess(APRIL).standing()).isEqualTo(Standing.KEPT);
        List<Instant> copies = week();
        copies.remove(10);
        var broken = control(Map.of("database", copies)).assess(APRIL);
        assertThat(broken.standing()).isEqualTo(Standing.BROKEN);
        assertThat(broken.reasons()).containsExactly("missed are database of 2024-03-30T01:30:00Z");
        assertThat(broken.figures())
                .containsExactly(
                        new Figure("backups expected", "7"),
                        new Figure("backups missed", "1"),
                        new Figure("newest backup", "2024-04-02T00:30:00Z"));
        assertThat(control(Map.of()).assess(APRIL).reasons().get(0)).endsWith(" and 4 more");
    }

    @Test
    void nothingExpectedProvesNothing() {
        BackupSchedule later = BackupSchedule.every("database", APRIL, WEEK, HOUR);
        assertThat(BackupScheduleControl.of(List.of(later), (source, from, to) -> List.of(), WEEK)
                        .assess(APRIL)
                        .standing())
                .isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void theAlarmSaysEachMissedBackupOnce() {
        List<AuditEvent> events = new ArrayList<>();
        List<Instant> copies = week();
        Instant lost = copies.remove(13);
        BackupAlarm alarm = BackupAlarm.of(
                control(Map.of("database", copies)),
                event -> {
                    events.add(event);
                    return new AuditReceipt("test", 0, Bytes.copyOf(new byte[32]), 0);
                },
                new TenantId("acme"),
                Actor.staff("backup-watch"));
        assertThat(alarm.look(lost.plus(HOUR))).isEmpty();
        assertThat(alarm.look(APRIL)).extracting(MissedBackup::expectedAt).containsExactly(lost);
        assertThat(alarm.look(APRIL.plusSeconds(1))).isEmpty();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).action()).isEqualTo(Action.BACKUP_MISSED);
        assertThat(events.get(0).attributes())
                .containsEntry(
                        AuditEvent.REASON, "expected at 2024-04-02T00:30:00Z and not there by 2024-04-02T01:30:00Z")
                .containsEntry(AuditEvent.EVENT_ID, "missed-database-1712017800");
    }

    @Test
    void anEventThatCouldNotBeWrittenIsSaidAgain() {
        List<AuditEvent> events = new ArrayList<>();
        BackupAlarm alarm = BackupAlarm.of(
                BackupScheduleControl.of(List.of(NIGHTLY), (source, from, to) -> List.of(), Duration.ofDays(1)),
                event -> {
                    events.add(event);
                    if (events.size() == 1) {
                        throw new IllegalStateException("disk full");
                    }
                    return new AuditReceipt("test", 0, Bytes.copyOf(new byte[32]), 0);
                },
                new TenantId("acme"),
                Actor.staff("backup-watch"));
        assertThatThrownBy(() -> alarm.look(APRIL)).hasMessage("disk full");
        assertThat(alarm.look(APRIL)).hasSize(1);
    }

    private static Standing drilled(RestoreDrill... drills) {
        return RestoreDrillControl.of(asOf -> List.of(drills), TimeLimit.parse("P3M"), DeadlineRules.in(BERLIN))
                .assess(APRIL)
                .standing();
    }

    private static RestoreDrill drill(String time, RestoreDrill.Result result) {
        return new RestoreDrill("copy-7", at(time), result, "report 7, sha-256 00");
    }

    @Test
    void aDrillCountsForItsCadence() {
        assertThat(drilled()).isEqualTo(Standing.UNPROVEN);
        assertThat(drilled(drill("2024-01-02T13:00:00Z", RestoreDrill.Result.EQUAL)))
                .isEqualTo(Standing.KEPT);
        assertThat(drilled(drill("2024-01-02T12:59:59Z", RestoreDrill.Result.EQUAL)))
                .isEqualTo(Standing.BROKEN);
        assertThat(drilled(drill("2024-05-01T00:00:00Z", RestoreDrill.Result.EQUAL)))
                .isEqualTo(Standing.UNPROVEN);
    }

    @Test
    void aLaterFailureBreaksWhatAnEarlierSuccessShowed() {
        RestoreDrill success = drill("2024-03-01T00:00:00Z", RestoreDrill.Result.EQUAL);
        RestoreDrill failure = drill("2024-03-02T00:00:00Z", RestoreDrill.Result.DIFFERENT);
        assertThat(drilled(success, failure)).isEqualTo(Standing.BROKEN);
        assertThat(drilled(failure, drill("2024-03-03T00:00:00Z", RestoreDrill.Result.EQUAL)))
                .isEqualTo(Standing.KEPT);
        assertThat(drilled(drill("2024-03-02T00:00:00Z", RestoreDrill.Result.FAILED)))
                .isEqualTo(Standing.BROKEN);
    }

    @Test
    void refusesWhatCannotBeASchedule() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupSchedule.nightly("Data base", LocalTime.NOON, BERLIN, HOUR))
                .withMessageContaining("source that is not accepted");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupSchedule.nightly("database", LocalTime.NOON, BERLIN, Duration.ofDays(1)))
                .withMessageContaining("grace");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupSchedule.every("database", APRIL, Duration.ZERO, HOUR))
                .withMessageContaining("pace");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BackupScheduleControl.of(List.of(), (source, from, to) -> List.of(), WEEK))
                .withMessageContaining("no schedule");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BackupScheduleControl.of(List.of(NIGHTLY, NIGHTLY), (source, from, to) -> List.of(), WEEK))
                .withMessageContaining("two schedules for one source");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        BackupScheduleControl.of(List.of(NIGHTLY), (source, from, to) -> List.of(), Duration.ZERO))
                .withMessageContaining("looks back");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RestoreDrill("", APRIL, RestoreDrill.Result.EQUAL, "x"))
                .withMessageContaining("no copy or no evidence");
    }
}
