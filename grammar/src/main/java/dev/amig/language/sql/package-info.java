/** ClickHouse's tokens: where statements end, how names and strings are quoted. */
package dev.amig.language.sql;
