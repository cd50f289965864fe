package dev.amig.embedded.grpc;

import com.clickhouse.client.grpc.impl.QueryInfo;
import java.util.Map;

/** Who asks. Without a user's name ClickHouse discards the password too and takes {@code default}. */
record Credentials(String user, String password) {
    static Credentials of(QueryInfo info) {
        if (info.getUserName().isEmpty()) {
            return new Credentials("", "");
        }
        refuseControlCharacters(info.getUserName());
        refuseControlCharacters(info.getPassword());
        return new Credentials(info.getUserName(), info.getPassword());
    }

    Map<String, String> headers() {
        return user.isEmpty() ? Map.of() : Map.of("X-ClickHouse-User", user, "X-ClickHouse-Key", password);
    }

    // They travel in headers, where a line break would begin another header.
    private static void refuseControlCharacters(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new ServerErrorException(
                    ServerError.AUTHENTICATION_FAILED,
                    "Authentication failed: a user name or password with control characters cannot be passed on");
        }
    }

    @Override
    public String toString() {
        return user.isEmpty() ? "default" : user;
    }
}
