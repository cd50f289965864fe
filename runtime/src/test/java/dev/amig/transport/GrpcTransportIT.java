package dev.amig.transport;

class GrpcTransportIT extends TransportContract {
    @Override
    protected TransportKind kind() {
        return TransportKind.GRPC;
    }
}
