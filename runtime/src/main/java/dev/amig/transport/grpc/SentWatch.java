package dev.amig.transport.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/** Knows of one call whether it has left this machine. As long as it has not, the server cannot have begun with the statement. */
final class SentWatch extends ClientStreamTracer implements ClientInterceptor {
    private volatile boolean sent;

    boolean isSent() {
        return sent;
    }

    /** The socket has taken the head of the call. The statement itself comes behind it. */
    @Override
    public void outboundHeaders() {
        sent = true;
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return next.newCall(method, options.withStreamTracerFactory(new ClientStreamTracer.Factory() {
            @Override
            public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
                return SentWatch.this;
            }
        }));
    }
}
