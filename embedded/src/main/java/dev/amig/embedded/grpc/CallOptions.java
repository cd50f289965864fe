package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.ObsoleteTransportCompression;
import com.clickhouse.client.grpc.impl.QueryInfo;
import java.util.Map;

/**
 * What the first message asks of the endpoint itself.
 *
 * @param input how data is compressed
 * @param output how output, totals and extremes are compressed
 * @param outputLevel as zlib counts
 * @param gzipTransport whether gRPC's own messages are compressed
 * @param interactiveDelayMicros how often progress is told
 */
record CallOptions(
        Compression input,
        Compression output,
        int outputLevel,
        boolean gzipTransport,
        long interactiveDelayMicros,
        boolean withStackTrace) {
    private static final long DEFAULT_INTERACTIVE_DELAY_MICROS = 100_000;
    private static final int HIGHEST_TRANSPORT_LEVEL = 3;

    static CallOptions of(QueryInfo info) {
        String obsolete = info.getObsoleteCompressionType();
        Compression output = Compression.named(firstOf(info.getOutputCompressionType(), obsolete));
        int level = info.getOutputCompressionLevel();
        if (output != Compression.NONE && (level < -1 || level > 9)) {
            throw new ServerErrorException(
                    ServerError.BAD_ARGUMENTS, "output_compression_level " + level + " is not between 0 and 9");
        }
        Map<String, String> settings = info.getSettingsMap();
        return new CallOptions(
                Compression.named(firstOf(info.getInputCompressionType(), obsolete)),
                output,
                level,
                gzipTransport(info),
                Settings.interactiveDelayMicros(settings).orElse(DEFAULT_INTERACTIVE_DELAY_MICROS),
                !Settings.isSwitchedOff(settings, "calculate_text_stack_trace"));
    }

    int interactiveDelayMillis() {
        return (int) Math.max(1, Math.min(interactiveDelayMicros / 1000, Integer.MAX_VALUE));
    }

    private static String firstOf(String name, String fallback) {
        return name.isEmpty() ? fallback : name;
    }

    private static boolean gzipTransport(QueryInfo info) {
        int level = info.getTransportCompressionLevel();
        if (level < 0 || level > HIGHEST_TRANSPORT_LEVEL) {
            throw invalid("Invalid transport compression level: " + level + ", the level must be a value from 0 to "
                    + HIGHEST_TRANSPORT_LEVEL);
        }
        String name = info.getTransportCompressionType();
        if (name.isEmpty()) {
            return obsoleteGzip(info.getObsoleteResultCompression());
        }
        switch (name) {
            // grpc-java has no deflate; a server may always answer uncompressed.
            case "none", "deflate":
                return false;
            case "gzip":
                return true;
            default:
                throw invalid("Unknown transport compression type: '" + name
                        + "', supported types: 'none', 'deflate', 'gzip'");
        }
    }

    private static boolean obsoleteGzip(ObsoleteTransportCompression obsolete) {
        switch (obsolete.getAlgorithm()) {
            case NO_COMPRESSION, DEFLATE:
                return false;
            case GZIP:
                return true;
            default:
                throw invalid("Unsupported transport compression algorithm: " + obsolete.getAlgorithm());
        }
    }

    private static ServerErrorException invalid(String message) {
        return new ServerErrorException(ServerError.INVALID_GRPC_QUERY_INFO, message);
    }
}
