package dev.amig.language.template;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;

/** Values of templates in the author's words. */
final class Values {
    private Values() {}

    static String describe(TemplateModel value) {
        if (value instanceof TemplateNumberModel) {
            return "a number";
        } else if (value instanceof TemplateScalarModel) {
            return "a string";
        } else if (value instanceof TemplateBooleanModel) {
            return "a boolean";
        } else if (value instanceof TemplateSequenceModel) {
            return "a list";
        } else if (value instanceof TemplateHashModel) {
            return "a group of values";
        }
        return "a function";
    }
}
