package dev.amig.language.template;

import dev.amig.language.sql.Dialect;
import freemarker.core.Environment;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What every template may call: {@code ident(x)}, {@code literal(x)}, {@code list(xs)}. */
final class Functions {
    static final Map<String, TemplateMethodModelEx> ALL =
            Map.of("ident", Functions::ident, "literal", Functions::literal, "list", Functions::list);

    /** In the model: the name of a {@link Dialect}; absent: ClickHouse's. */
    static final String DIALECT = "amig__dialect";

    private Functions() {}

    /** {@code ident('a b')} is {@code `a b`}; {@code ident('db', 'table')} is {@code `db`.`table`}. A dot is part of a name. */
    private static TemplateModel ident(List<?> arguments) throws TemplateModelException {
        if (arguments.isEmpty()) {
            throw new TemplateModelException("ident(x) takes the names to quote");
        }
        var parts = new ArrayList<String>();
        for (Object argument : arguments) {
            if (!(argument instanceof TemplateScalarModel text)) {
                throw new TemplateModelException("ident(x) takes strings, not " + describe(argument));
            }
            parts.add(dialect().name(text.getAsString()));
        }
        return new SimpleScalar(String.join(".", parts));
    }

    /** A string in quotes, a number, {@code true} or {@code false}, a list as an array. */
    private static TemplateModel literal(List<?> arguments) throws TemplateModelException {
        return new SimpleScalar(sql(one("literal(x)", arguments)));
    }

    /** {@code IN (${list(xs)})}: the literals of all items with commas between; {@code list(xs, ident)}: their names. */
    private static TemplateModel list(List<?> arguments) throws TemplateModelException {
        boolean byFunction = arguments.size() == 2 && arguments.get(1) instanceof TemplateMethodModelEx;
        Object first = one("list(xs)", byFunction ? arguments.subList(0, 1) : arguments);
        if (!(first instanceof TemplateSequenceModel items)) {
            throw new TemplateModelException("list(xs) takes a list, not " + describe(first));
        }
        return new SimpleScalar(byFunction ? joined(items, (TemplateMethodModelEx) arguments.get(1)) : literals(items));
    }

    /** That of the island which is being rendered. */
    private static Dialect dialect() throws TemplateModelException {
        TemplateModel dialect = Environment.getCurrentEnvironment().getVariable(DIALECT);
        return dialect instanceof TemplateScalarModel name ? Dialect.valueOf(name.getAsString()) : Dialect.CLICKHOUSE;
    }

    private static Object one(String signature, List<?> arguments) throws TemplateModelException {
        if (arguments.size() != 1) {
            throw new TemplateModelException("%s takes one value, not %d".formatted(signature, arguments.size()));
        }
        return arguments.get(0);
    }

    private static String sql(Object value) throws TemplateModelException {
        if (value instanceof TemplateNumberModel number) {
            return plain(number.getAsNumber());
        } else if (value instanceof TemplateScalarModel text) {
            return dialect().text(text.getAsString());
        } else if (value instanceof TemplateBooleanModel truth) {
            return String.valueOf(truth.getAsBoolean());
        } else if (value instanceof TemplateSequenceModel items) {
            return dialect().array(literals(items));
        }
        throw new TemplateModelException(
                "literal(x) takes a string, a number, a boolean or a list, not " + describe(value));
    }

    private static String plain(Number number) {
        return number instanceof BigDecimal decimal ? decimal.toPlainString() : number.toString();
    }

    private static String literals(TemplateSequenceModel items) throws TemplateModelException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < items.size(); i++) {
            texts.add(sql(items.get(i)));
        }
        return String.join(", ", texts);
    }

    private static String joined(TemplateSequenceModel items, TemplateMethodModelEx function)
            throws TemplateModelException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < items.size(); i++) {
            texts.add(String.valueOf(function.exec(List.of(items.get(i)))));
        }
        return String.join(", ", texts);
    }

    private static String describe(Object value) {
        return value == null
                ? "nothing"
                : value instanceof TemplateModel ? Values.describe((TemplateModel) value) : "this";
    }
}
