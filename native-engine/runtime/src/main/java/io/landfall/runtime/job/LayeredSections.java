package io.landfall.runtime.job;

import io.landfall.runtime.state.RestoredSections;
import io.landfall.runtime.state.Section;
import io.landfall.runtime.storage.StoredCheckpoint;
import io.landfall.runtime.storage.StoredFile;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One subtask's sections in several files. */
final class LayeredSections implements RestoredSections {

  private final StoredCheckpoint checkpoint;
  private final List<StoredFile> files;
  private final RestoredSections own;

  /** Null before they are asked for. */
  private List<RestoredSections> layers;

  /**
   * @param files of the layers, lowest first
   */
  LayeredSections(StoredCheckpoint checkpoint, List<StoredFile> files, RestoredSections own) {
    this.checkpoint = checkpoint;
    this.files = files;
    this.own = own;
  }

  @Override
  public List<Section> sections() {
    return own.sections();
  }

  @Override
  public DataInputStream open(Section section) throws IOException {
    return own.open(section);
  }

  @Override
  public synchronized List<RestoredSections> layers() throws IOException {
    if (layers == null) {
      List<RestoredSections> opened = new ArrayList<>();
      for (StoredFile file : files) {
        opened.add(checkpoint.open(file));
      }
      layers = opened;
    }
    return layers;
  }
}
