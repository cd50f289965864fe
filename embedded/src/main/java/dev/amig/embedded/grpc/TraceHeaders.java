package dev.amig.embedded.grpc;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Map;
import java.util.TreeMap;

/** Carries the W3C trace context of a call over to the engine. */
final class TraceHeaders implements ServerInterceptor {
    private static final Context.Key<Map<String, String>> HEADERS = Context.keyWithDefault("trace-headers", Map.of());

    /** The headers of the call this thread is in. */
    static Map<String, String> current() {
        return HEADERS.get();
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata metadata, ServerCallHandler<Q, R> next) {
        Map<String, String> headers = new TreeMap<>();
        for (String name : new String[] {"traceparent", "tracestate"}) {
            String value = metadata.get(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER));
            if (value != null) {
                headers.put(name, value);
            }
        }
        return Contexts.interceptCall(Context.current().withValue(HEADERS, headers), call, metadata, next);
    }
}
