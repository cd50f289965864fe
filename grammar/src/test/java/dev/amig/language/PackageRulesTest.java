package dev.amig.language;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls between the packages, as ARCHITECTURE.md draws them. */
class PackageRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.amig.language");

    @Test
    void packages_depend_on_each_other_in_one_direction() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("source")
                .definedBy("dev.amig.language.source..")
                .layer("text")
                .definedBy("dev.amig.language.text..")
                .layer("sql")
                .definedBy("dev.amig.language.sql..")
                .layer("tree")
                .definedBy("dev.amig.language.tree..")
                .layer("parser")
                .definedBy("dev.amig.language.parser..")
                .layer("template")
                .definedBy("dev.amig.language.template..")
                .layer("analysis")
                .definedBy("dev.amig.language.analysis..")
                .layer("lint")
                .definedBy("dev.amig.language.lint..")
                .layer("format")
                .definedBy("dev.amig.language.format..")
                .whereLayer("format")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("lint")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("analysis")
                .mayOnlyBeAccessedByLayers("lint")
                .whereLayer("parser")
                .mayOnlyBeAccessedByLayers("lint", "format")
                .whereLayer("template")
                .mayOnlyBeAccessedByLayers("analysis", "lint")
                .whereLayer("tree")
                .mayOnlyBeAccessedByLayers("parser", "template", "analysis", "lint")
                .whereLayer("sql")
                .mayOnlyBeAccessedByLayers("parser", "template", "analysis", "lint")
                .whereLayer("text")
                .mayOnlyBeAccessedByLayers("parser", "template", "analysis", "lint")
                .whereLayer("source")
                .mayNotAccessAnyLayer()
                .whereLayer("text")
                .mayNotAccessAnyLayer()
                .check(CLASSES);
    }

    @Test
    void only_the_parser_knows_antlr() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..parser..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.antlr..")
                .check(CLASSES);
    }

    @Test
    void only_templates_know_freemarker() {
        noClasses()
                .that()
                .resideOutsideOfPackage("..template..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("freemarker..")
                .check(CLASSES);
    }

    @Test
    void the_language_needs_no_network_no_database_and_no_process() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.sql..", "javax..")
                .check(CLASSES);
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ProcessBuilder.class, Runtime.class)
                .check(CLASSES);
    }
}
