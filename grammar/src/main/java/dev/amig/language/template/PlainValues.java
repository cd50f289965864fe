package dev.amig.language.template;

import freemarker.template.ObjectWrapper;
import freemarker.template.SimpleHash;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.SimpleSequence;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.Collection;
import java.util.Map;

/** Shows maps, lists, strings, numbers and booleans to a template, and refuses everything else: no Java object gets in. */
final class PlainValues implements ObjectWrapper {
    static final PlainValues INSTANCE = new PlainValues();

    private PlainValues() {}

    @Override
    public TemplateModel wrap(Object value) throws TemplateModelException {
        if (value == null || value instanceof TemplateModel) {
            return (TemplateModel) value;
        } else if (value instanceof String text) {
            return new SimpleScalar(text);
        } else if (value instanceof Number number) {
            return new SimpleNumber(number);
        } else if (value instanceof Boolean truth) {
            return truth ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
        } else if (value instanceof Map<?, ?> map) {
            return new SimpleHash(map, this);
        } else if (value instanceof Collection<?> list) {
            return new SimpleSequence(list, this);
        }
        throw new TemplateModelException("a template takes maps, lists, strings, numbers and booleans, not "
                + value.getClass().getName());
    }
}
