package io.landfall.it.arrows;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 *
 *
 * <pre>
 *  modules         api <--- operators <--- runtime
 *                   ^           ^             ^
 *                   +-----------+-------------+.. storm-compat (runtime: storm.launch only)
 *                   +-- kafka-connector
 *                   +-- connector.files and its like, which do not know each other
 *                         ^ (connector.files.format, connector.files.source)
 *                         +-- connector.parquet
 *
 *  inside runtime  leaves: channel, checkpoint, metrics, serialization
 *                  state <- task <- worker <- job -> checkpoint, storage;  job <- simulation
 * </pre>
 */
class ArrowsTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.landfall");

  @Test
  void apiKnowsNothingElseOfOurs() {
    mayUse("io.landfall.api..", "io.landfall.api..");
  }

  @Test
  void apiKnowsNoConnectorAndNoBackend() {
    noClasses()
        .that()
        .resideInAnyPackage("io.landfall.api..", "io.landfall.operators..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.storm..", "org.apache.kafka..", "org.rocksdb..")
        .check(CLASSES);
  }

  @Test
  void operatorsKnowApiOnly() {
    mayUse("io.landfall.operators..", "io.landfall.api..", "io.landfall.operators..");
  }

  @Test
  void runtimeKnowsApiAndOperatorsOnly() {
    mayUse(
        "io.landfall.runtime..",
        "io.landfall.api..",
        "io.landfall.operators..",
        "io.landfall.runtime..");
  }

  /** The engine is found at run time, as in a user's own test. */
  @Test
  void theTestKitKnowsApiAndOperatorsOnly() {
    mayUse(
        "io.landfall.testkit..",
        "io.landfall.api..",
        "io.landfall.operators..",
        "io.landfall.testkit..");
  }

  @Test
  void stormKnowsTheRuntimeInItsLaunchRoomOnly() {
    noClasses()
        .that()
        .resideInAPackage("io.landfall.storm..")
        .and()
        .resideOutsideOfPackage("io.landfall.storm.launch..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.landfall.runtime..")
        .allowEmptyShould(true)
        .check(CLASSES);
    mayUse(
        "io.landfall.storm..",
        "io.landfall.api..",
        "io.landfall.operators..",
        "io.landfall.runtime..",
        "io.landfall.storm..");
  }

  @Test
  void kafkaKnowsApiOnly() {
    mayUse("io.landfall.kafka..", "io.landfall.api..", "io.landfall.kafka..");
  }

  @ParameterizedTest
  @ValueSource(strings = {"files", "jdbc"})
  void eachConnectorKnowsApiAndOperatorsOnly(String connector) {
    String packages = "io.landfall.connector." + connector + "..";
    mayUse(packages, "io.landfall.api..", "io.landfall.operators..", packages);
  }

  /** Its files are written by the file sink, by way of its open formats, and found as files are. */
  @Test
  void parquetKnowsFormatsAndSourcesOfFilesOnly() {
    mayUse(
        "io.landfall.connector.parquet..",
        "io.landfall.api..",
        "io.landfall.connector.files.format..",
        "io.landfall.connector.files.source..",
        "io.landfall.connector.parquet..");
  }

  @Test
  void nothingKnowsTheTrials() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.landfall.it..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.landfall.it..")
        .check(CLASSES);
  }

  @Test
  void nothingKnowsTheToolOrTheExamples() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.landfall.migration..", "io.landfall.it..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.landfall.migration..")
        .check(CLASSES);
  }

  @Test
  void theStormExampleKnowsNothingOfOurs() {
    mayUse("io.landfall.examples.storm..", "io.landfall.examples.storm..");
  }

  /** Leaves know nobody, the others what the picture says; simulation may see all. */
  @ParameterizedTest
  @CsvSource({
    "channel, ''",
    "checkpoint, ''",
    "metrics, ''",
    "serialization, ''",
    "state, serialization",
    "storage, state",
    "task, channel state metrics serialization",
    "worker, task metrics channel",
    "job, channel checkpoint metrics serialization state storage task worker"
  })
  void runtimesRoomsSeeOnlyWhatThePictureSays(String room, String others) {
    String[] allowed =
        Stream.concat(Stream.of(room), Arrays.stream(others.split(" ")).filter(o -> !o.isEmpty()))
            .map(name -> "io.landfall.runtime." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("io.landfall.runtime." + room + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.landfall.runtime..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.landfall.api.(*)..",
        "io.landfall.operators.(*)..",
        "io.landfall.runtime.(*)..",
        "io.landfall.storm.(*)..",
        "io.landfall.kafka.(*)..",
        "io.landfall.connector.(*)..",
        "io.landfall.connector.files.(*)..",
        "io.landfall.connector.jdbc.(*)..",
        "io.landfall.migration.(*).."
      })
  void packagesHaveNoCycles(String packages) {
    slices().matching(packages).should().beFreeOfCycles().allowEmptyShould(true).check(CLASSES);
  }

  /** Of ours, classes in {@code packages} may use those in {@code allowed} alone. */
  private static void mayUse(String packages, String... allowed) {
    DescribedPredicate<JavaClass> others =
        resideInAPackage("io.landfall..").and(DescribedPredicate.not(resideInAnyPackage(allowed)));
    noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat(others)
        .allowEmptyShould(true)
        .check(CLASSES);
  }
}
