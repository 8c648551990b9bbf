package io.landfall.storm;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms. */
class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.landfall.storm");

  @Test
  void noTwoPackagesImportEachOther() {
    slices().matching("io.landfall.storm.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nothingCompilesAgainstTheRuntime() {
    noClasses()
        .that()
        .resideInAPackage("io.landfall.storm..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.landfall.runtime..")
        .check(CLASSES);
  }

  @Test
  void onlyTheLaunchLooksForAnEngineAndOnlyTheSwapsForSwaps() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.landfall.storm.launch..", "io.landfall.storm.swap..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.ServiceLoader")
        .check(CLASSES);
  }
}
