package dev.amig;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The walls between the packages of this module: a layer can be used without the one above it. */
class WallsTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(
                    "dev.amig.cluster",
                    "dev.amig.copy",
                    "dev.amig.gate",
                    "dev.amig.insight",
                    "dev.amig.journal",
                    "dev.amig.plan",
                    "dev.amig.progress",
                    "dev.amig.project",
                    "dev.amig.receipt",
                    "dev.amig.run",
                    "dev.amig.sample",
                    "dev.amig.transport",
                    "dev.amig.verify");

    @Test
    void no_two_packages_depend_on_each_other() {
        slices().matching("dev.amig.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void a_plan_knows_no_server() {
        noClasses()
                .that()
                .resideInAPackage("dev.amig.plan..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.amig.transport..", "dev.amig.journal..", "dev.amig.run..", "io.grpc..", "java.sql..")
                .check(CLASSES);
    }

    @Test
    void a_transport_knows_no_journal_and_no_plan() {
        noClasses()
                .that()
                .resideInAPackage("dev.amig.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.amig.journal..", "dev.amig.plan..", "dev.amig.run..", "dev.amig.language..")
                .check(CLASSES);
    }

    @Test
    void the_journal_knows_no_server() {
        noClasses()
                .that()
                .resideInAPackage("dev.amig.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.amig.run..", "dev.amig.plan..", "dev.amig.transport.grpc..", "dev.amig.transport.http..")
                .check(CLASSES);
    }

    @Test
    void only_the_grpc_transport_knows_grpc_and_only_the_http_one_knows_its_client() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.amig.transport.grpc..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.grpc..", "com.google.protobuf..", "com.clickhouse.client.grpc..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.amig.transport.http..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.clickhouse.client.api..", "com.clickhouse.data..", "com.clickhouse.jdbc..")
                .check(CLASSES);
    }

    @Test
    void nothing_here_knows_the_parser_generator_or_the_template_engine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.antlr..", "freemarker..", "dev.amig.embedded..")
                .check(CLASSES);
    }
}
