package dev.compliancekit.kafka;

import dev.compliancekit.audit.spi.EntryLabel;
import dev.compliancekit.audit.spi.ShippedEntry;
import dev.compliancekit.core.Bytes;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * An entry as a record of a topic: a CloudEvent in Kafka's binary mode, whose value is the stored bytes.
 *
 * @param origin the log, as the record says
 * @param key whose, as the record says
 * @param index where in the log, as the record says; -1 if it says nothing readable
 * @param leafHash as the record says; empty if it says nothing readable
 * @param type what was done, as the record says
 * @param time when it was recorded, as the record says
 * @param value the stored bytes
 */
record EntryRecord(String origin, String key, long index, Bytes leafHash, String type, String time, Bytes value) {

    private static final String TYPE = "dev.compliancekit.audit.";

    static ProducerRecord<byte[], byte[]> of(String topic, String origin, ShippedEntry entry) {
        EntryLabel label = entry.label();
        ProducerRecord<byte[], byte[]> made = new ProducerRecord<>(
                topic, utf8(label.tenant().value()), entry.entry().toByteArray());
        Headers headers = made.headers();
        headers.add("ce_specversion", utf8("1.0"));
        headers.add("ce_id", utf8(Long.toString(entry.index())));
        headers.add("ce_source", utf8(origin));
        headers.add("ce_type", utf8(TYPE + label.action()));
        headers.add("ce_time", utf8(label.recordedAt().toString()));
        headers.add("ce_subject", utf8(label.tenant().value()));
        headers.add("ce_leafhash", utf8(entry.leafHash().hex()));
        headers.add("content-type", utf8("application/json"));
        return made;
    }

    static EntryRecord read(ConsumerRecord<byte[], byte[]> found) {
        Headers headers = found.headers();
        return new EntryRecord(
                text(headers, "ce_source"),
                found.key() == null ? "" : utf8(found.key()),
                index(text(headers, "ce_id")),
                hash(text(headers, "ce_leafhash")),
                text(headers, "ce_type"),
                text(headers, "ce_time"),
                Bytes.copyOf(found.value() == null ? new byte[0] : found.value()));
    }

    /** Whether what stands beside the entry is what stands in it. */
    boolean isLabelled() {
        try {
            EntryLabel label = EntryLabel.read(value.toByteArray());
            return label.tenant().value().equals(key)
                    && (TYPE + label.action()).equals(type)
                    && label.recordedAt().toString().equals(time);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : utf8(header.value());
    }

    private static long index(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static Bytes hash(String text) {
        try {
            return Bytes.parseHex(text);
        } catch (IllegalArgumentException e) {
            return Bytes.copyOf(new byte[0]);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String utf8(byte[] text) {
        return new String(text, StandardCharsets.UTF_8);
    }
}
