package dev.amig.embedded.grpc;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;

/** Compression of data and output, done here: what the JDK offers, under ClickHouse's names. */
enum Compression {
    NONE,
    GZIP,
    DEFLATE;

    /** @throws ServerErrorException 48 for names that only a real server knows, and for those nobody knows */
    static Compression named(String name) {
        switch (name.toLowerCase(Locale.ROOT)) {
            case "", "none":
                return NONE;
            case "gzip", "gz":
                return GZIP;
            case "deflate":
                return DEFLATE;
            default:
                throw new ServerErrorException(
                        ServerError.NOT_IMPLEMENTED,
                        "Unknown compression method '" + name
                                + "'. The embedded node supports only 'none', 'gzip' and 'deflate'");
        }
    }

    InputStream decompress(InputStream data) throws IOException {
        switch (this) {
            case GZIP:
                return new GZIPInputStream(data, 1 << 16);
            case DEFLATE:
                return new InflaterInputStream(data);
            default:
                return data;
        }
    }

    /**
     * One continuous stream over all pieces of an output.
     *
     * @param level as zlib counts, 0 stores; the protocol's default is 0, not 6
     */
    Compressor compressor(int level) {
        if (this == NONE) {
            return new Compressor(null, null);
        }
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        return new Compressor(compressed, this == GZIP ? gzip(compressed, level) : zlib(compressed, level));
    }

    /** The whole of a document of its own, as totals and extremes are. */
    ByteString compress(ByteString document, int level) {
        Compressor whole = compressor(level);
        return whole.add(document).concat(whole.finish());
    }

    private static OutputStream zlib(OutputStream compressed, int level) {
        return new DeflaterOutputStream(compressed, new Deflater(level), 1 << 13, true);
    }

    private static OutputStream gzip(OutputStream compressed, int level) {
        try {
            return new GZIPOutputStream(compressed, 1 << 13, true) {
                {
                    def.setLevel(level);
                }
            };
        } catch (IOException impossible) {
            throw new IllegalStateException("memory cannot fail to be written", impossible);
        }
    }

    /** Takes pieces of output and gives what is compressed of them so far; each piece can be decompressed at once. */
    static final class Compressor {
        private final ByteArrayOutputStream compressed;
        private final OutputStream compressing;

        private Compressor(ByteArrayOutputStream compressed, OutputStream compressing) {
            this.compressed = compressed;
            this.compressing = compressing;
        }

        ByteString add(ByteString piece) {
            if (compressing == null || piece.isEmpty()) {
                return piece;
            }
            try {
                piece.writeTo(compressing);
                compressing.flush();
                return taken();
            } catch (IOException impossible) {
                throw new IllegalStateException("memory cannot fail to be written", impossible);
            }
        }

        /** The end of the stream; nothing may be added after it. */
        ByteString finish() {
            if (compressing == null) {
                return ByteString.EMPTY;
            }
            try {
                compressing.close();
                return taken();
            } catch (IOException impossible) {
                throw new IllegalStateException("memory cannot fail to be written", impossible);
            }
        }

        private ByteString taken() {
            ByteString bytes = ByteString.copyFrom(compressed.toByteArray());
            compressed.reset();
            return bytes;
        }
    }
}
