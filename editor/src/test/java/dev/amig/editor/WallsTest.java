package dev.amig.editor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The service is useful without the protocol, and the protocol without the language's insides. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.amig.editor");

    @Test
    void the_service_knows_no_protocol() {
        noClasses()
                .that()
                .resideInAPackage("dev.amig.editor.service..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.amig.editor.lsp..", "org.eclipse.lsp4j..", "com.google.gson..")
                .check(CLASSES);
    }

    @Test
    void the_server_knows_of_the_language_only_its_texts() {
        noClasses()
                .that()
                .resideInAPackage("dev.amig.editor.lsp..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.amig.language.parser..",
                        "dev.amig.language.tree..",
                        "dev.amig.language.template..",
                        "dev.amig.language.analysis..")
                .check(CLASSES);
    }

    @Test
    void nothing_here_knows_the_parser_generator_or_the_template_engine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.antlr..", "freemarker..")
                .check(CLASSES);
    }
}
