package dev.amig.embedded.process;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;

/** What Java has no call for; the names are those of the operating system's manual. */
interface Posix extends Library {
    Posix CALLS = Native.load("c", Posix.class);

    int pipe(int[] ends) throws LastErrorException;

    int close(int descriptor) throws LastErrorException;

    int setsid() throws LastErrorException;

    void _exit(int status);
}
