package dev.amig.embedded.grpc;

import com.google.protobuf.ByteString;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** Writes the body of a request: a query, a query with data behind it, or external tables. */
final class RequestBody {
    private final EngineExchange exchange;

    RequestBody(EngineExchange exchange) {
        this.exchange = exchange;
    }

    void query(ByteString query) throws IOException {
        send(query);
    }

    /**
     * Data follows the query in the same body. As a parameter {@code query=} it would get a line break of HTTP's own
     * between inline and other data, which may belong to one row.
     */
    void insert(String head, InputStream pieces, Compression compression) throws IOException {
        send(ByteString.copyFromUtf8(head.endsWith("\n") ? head : head + "\n"));
        InputStream data = decompressed(pieces, compression);
        byte[] buffer = new byte[1 << 15];
        for (int count = readData(data, buffer); count >= 0; count = readData(data, buffer)) {
            exchange.send(buffer, count);
        }
    }

    void externalTables(ExternalTables tables) throws IOException {
        String boundary = tables.boundary();
        for (ExternalTables.Table table : tables.all()) {
            send(ByteString.copyFromUtf8("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + table.name()
                    + "\"; filename=\"" + table.name() + "\"\r\n\r\n"));
            send(table.data());
            send(ByteString.copyFromUtf8("\r\n"));
        }
        send(ByteString.copyFromUtf8("--" + boundary + "--\r\n"));
    }

    private static InputStream decompressed(InputStream pieces, Compression compression) throws IOException {
        try {
            return compression.decompress(pieces);
        } catch (ZipException | EOFException damaged) {
            throw damaged(damaged);
        }
    }

    private static int readData(InputStream data, byte[] buffer) throws IOException {
        try {
            return data.read(buffer, 0, buffer.length);
        } catch (ZipException | EOFException damaged) {
            throw damaged(damaged);
        }
    }

    private static ServerErrorException damaged(IOException reason) {
        return new ServerErrorException(
                ServerError.CANNOT_DECOMPRESS, "Cannot decompress the input data: " + reason.getMessage());
    }

    private void send(ByteString bytes) throws IOException {
        InputStream input = bytes.newInput();
        byte[] buffer = new byte[Math.min(1 << 15, Math.max(1, bytes.size()))];
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
            exchange.send(buffer, count);
        }
    }
}
