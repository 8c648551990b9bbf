package io.landfall.migration.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "landfall " + (version == null ? "(not packaged)" : version) + ", Java " + Runtime.version()
    };
  }
}
