package dev.amig.cli.signal;

import java.lang.reflect.Proxy;

/**
 * Signals of the operating system. Java has no public way to receive one: {@code sun.misc.Signal} is the supported
 * unofficial one (module jdk.unsupported), called by reflection because the compiler warns of it and our build has no warnings.
 */
public final class Signals {
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /**
     * Runs something, on a thread of its own, each time a signal arrives, in place of what happened before. A signal that
     * the process was started to ignore ({@code nohup}) stays ignored: the JVM sees to that for HUP, INT and TERM.
     *
     * @param name without {@code SIG}: {@code INT}
     * @return brings back what happened before
     */
    public static Runnable handle(String name, Runnable action) {
        try {
            Object signal = Class.forName(SIGNAL).getConstructor(String.class).newInstance(name);
            Object before = install(signal, handler(action));
            return () -> restore(signal, before);
        } catch (ReflectiveOperationException e) {
            return () -> {};
        }
    }

    private static Object handler(Runnable action) throws ReflectiveOperationException {
        Class<?> type = Class.forName(HANDLER);
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().equals("handle")) {
                action.run();
            }
            return null;
        });
    }

    private static void restore(Object signal, Object before) {
        try {
            install(signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a signal's handler could be set but not set back", e);
        }
    }

    private static Object install(Object signal, Object handler) throws ReflectiveOperationException {
        return Class.forName(SIGNAL)
                .getMethod("handle", Class.forName(SIGNAL), Class.forName(HANDLER))
                .invoke(null, signal, handler);
    }
}
