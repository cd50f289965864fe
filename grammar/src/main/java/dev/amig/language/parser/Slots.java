package dev.amig.language.parser;

import dev.amig.language.parser.Expected.Slot;
import dev.amig.language.parser.GrammarPaths.Frame;
import java.util.Optional;

/** What a word that is no keyword stands for, by the rule that takes it. */
final class Slots {
    private Slots() {}

    static Optional<Slot> slot(int type, Frame frame) {
        return switch (type) {
            case AmigLexer.STRING -> Optional.of(Slot.TEXT);
            case AmigLexer.ISLAND -> Optional.of(Slot.ISLAND);
            case AmigLexer.IDENTIFIER -> Optional.of(word(frame));
            default -> Optional.empty();
        };
    }

    private static Slot word(Frame frame) {
        return switch (frame.rule()) {
            case AmigParser.RULE_paramType -> Slot.PARAMETER_TYPE;
            case AmigParser.RULE_duration, AmigParser.RULE_paramValue, AmigParser.RULE_quantity -> Slot.UNIT;
            case AmigParser.RULE_name, AmigParser.RULE_migrationName -> name(frame.caller());
            default -> Slot.NEW_NAME;
        };
    }

    private static Slot name(Frame owner) {
        return switch (owner.rule()) {
            case AmigParser.RULE_migration -> Slot.MIGRATION;
            case AmigParser.RULE_migrationClause -> Slot.DEPENDENCY;
            case AmigParser.RULE_requirement -> Slot.SERVICE;
            case AmigParser.RULE_setting -> Slot.SETTING;
            case AmigParser.RULE_table -> Slot.TABLE;
            case AmigParser.RULE_verifyCopy -> Slot.COPY;
            default -> Slot.NEW_NAME;
        };
    }
}
