package dev.amig.run;

import dev.amig.journal.Request;
import dev.amig.journal.Request.Answer;
import dev.amig.journal.Request.Kind;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Hands what people want of a run to whoever in this process can do it. Kept up to date while the run goes on. */
final class RequestDesk {
    private final Map<Kind, Handler> handlers = new EnumMap<>(Kind.class);
    private final Map<String, Setting> settings = new ConcurrentHashMap<>();

    /** Acts on a request, in no time: it is called by the thread that keeps the lease alive. */
    @FunctionalInterface
    interface Handler {
        /** @return empty: it will be answered later, by whoever has taken it from here */
        Optional<Answer> handle(Request request);
    }

    /** Takes a new value while the run goes on. */
    @FunctionalInterface
    interface Setting {
        Answer set(String value, Request request);
    }

    /** From now on, until somebody else says so. */
    synchronized void on(Kind kind, Handler handler) {
        handlers.put(kind, handler);
    }

    /** @param name as in {@code amig set MIGRATION name=value} */
    void onSet(String name, Setting setting) {
        settings.put(name, setting);
    }

    void forget(String name) {
        settings.remove(name);
    }

    Optional<Answer> handle(Request request) {
        if (request.kind() == Kind.SET) {
            return Optional.of(set(request));
        }
        Handler handler;
        synchronized (this) {
            handler = handlers.get(request.kind());
        }
        return handler == null
                ? Optional.of(Answer.refused("the run is not at a point where that means anything"))
                : handler.handle(request);
    }

    private Answer set(Request request) {
        String[] parts = request.argument().split("=", 2);
        Setting setting = parts.length == 2 ? settings.get(parts[0].strip()) : null;
        if (setting != null) {
            return setting.set(parts[1].strip(), request);
        }
        String known = settings.isEmpty()
                ? "nothing can be set in what the run does now"
                : "what can be set now: " + String.join(", ", settings.keySet());
        return Answer.refused("'%s' sets nothing; %s".formatted(request.argument(), known));
    }
}
