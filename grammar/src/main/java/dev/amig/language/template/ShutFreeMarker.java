package dev.amig.language.template;

import dev.amig.language.source.Source;
import freemarker.cache.StringTemplateLoader;
import freemarker.cache.TemplateNameFormat;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.log.Logger;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateExceptionHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TimeZone;

/** FreeMarker with every door closed; see TemplateSandboxTest for the doors. Started when the first template needs it. */
final class ShutFreeMarker {
    private final SortedMap<String, Source> files;
    private Configuration configuration;

    /** @param files by the name under which templates know them, {@code engine.ftl} */
    ShutFreeMarker(SortedMap<String, Source> files) {
        this.files = files;
    }

    /** @throws StackOverflowError its parser calls itself for every parenthesis */
    Template compile(String name, String text) throws ParseException {
        try {
            return new Template(name, text, configuration());
        } catch (ParseException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
    }

    /**
     * Compiles a file of the library, once for all templates that call it.
     *
     * @throws StackOverflowError as above
     */
    void compileFile(String name) throws ParseException {
        try {
            configuration().getTemplate(name);
        } catch (ParseException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException("the file is in memory: " + name, e);
        }
    }

    private synchronized Configuration configuration() {
        if (configuration == null) {
            silence();
            configuration = configured(new Configuration(Configuration.VERSION_2_3_34));
        }
        return configuration;
    }

    private Configuration configured(Configuration it) {
        shut(it);
        it.setDefaultEncoding("UTF-8");
        it.setLocale(Locale.ROOT);
        it.setTimeZone(TimeZone.getTimeZone("UTC"));
        it.setNumberFormat("c");
        it.setBooleanFormat("c");
        it.setWhitespaceStripping(false);
        it.setTabSize(1);
        it.setTagSyntax(Configuration.ANGLE_BRACKET_TAG_SYNTAX);
        it.setInterpolationSyntax(Configuration.DOLLAR_INTERPOLATION_SYNTAX);
        Functions.ALL.forEach(it::setSharedVariable);
        it.setSharedVariable(Instrumented.DIRECTIVE, Output.markDirective());
        return it;
    }

    private void shut(Configuration it) {
        var loader = new StringTemplateLoader();
        files.forEach((name, source) -> loader.putTemplate(name, source.text()));
        it.setTemplateLoader(loader);
        it.setTemplateNameFormat(TemplateNameFormat.DEFAULT_2_4_0);
        it.setLocalizedLookup(false);
        it.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
        files.keySet().forEach(name -> it.addAutoImport(name.substring(0, name.lastIndexOf('.')), name));
        it.setLazyAutoImports(true);
        it.setObjectWrapper(PlainValues.INSTANCE);
        it.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        it.setAPIBuiltinEnabled(false);
        it.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        it.setLogTemplateExceptions(false);
        it.setWrapUncheckedExceptions(true);
    }

    /**
     * Errors are thrown; a log of them, on a terminal, would show each a second time. The other way to say this is a
     * property of the whole JVM.
     */
    @SuppressWarnings("deprecation")
    private static void silence() {
        try {
            Logger.selectLoggerLibrary(Logger.LIBRARY_NONE);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("no logger needs no class", e);
        }
    }
}
