package io.landfall.operators.source;

import io.landfall.api.connector.Source;
import io.landfall.api.connector.SourceReader;
import io.landfall.api.connector.SplitEnumerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The lines of text files, as strings, bounded: files are listed once, when the job first starts.
 * Large files are read in ranges by several subtasks; those ending in {@code .gz} are unpacked and
 * read by one. Positions are in checkpoints, so a line is read exactly once as long as files only
 * grow.
 */
public final class TextFileSource implements Source<String, TextSplit, ArrayList<TextSplit>> {

  private static final long RANGE_BYTES = 64L << 20;

  private final Path path;
  private final long rangeBytes;

  private TextFileSource(Path path, long rangeBytes) {
    this.path = path;
    this.rangeBytes = rangeBytes;
  }

  /**
   * @param path a file, or a folder whose files (not those of folders in it) are read by name
   */
  public static TextFileSource of(Path path) {
    return new TextFileSource(path.toAbsolutePath(), RANGE_BYTES);
  }

  public static TextFileSource of(String path) {
    return of(Path.of(path));
  }

  /** Reads files larger than this in ranges of this size. */
  public TextFileSource withRangeBytes(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("range of " + bytes + " bytes; give 1 or more");
    }
    return new TextFileSource(path, bytes);
  }

  @Override
  public String name() {
    return "text-file";
  }

  @Override
  public boolean isBounded() {
    return true;
  }

  @Override
  public void validate() throws InvalidSourceException {
    if (!Files.exists(path)) {
      throw new InvalidSourceException(path + " does not exist; give an existing file or folder");
    }
    if (!Files.isReadable(path)) {
      throw new InvalidSourceException(path + " cannot be read; check its permissions");
    }
  }

  @Override
  public SplitEnumerator<TextSplit, ArrayList<TextSplit>> createEnumerator(
      ArrayList<TextSplit> restored) throws IOException {
    return new Enumerator(restored == null ? list() : restored);
  }

  @Override
  public SourceReader<String, TextSplit> createReader(ReaderContext context) {
    return new Reader(context);
  }

  private List<TextSplit> list() throws IOException {
    List<TextSplit> splits = new ArrayList<>();
    if (Files.isDirectory(path)) {
      try (Stream<Path> files = Files.list(path)) {
        for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
          addSplits(file, splits);
        }
      }
    } else {
      addSplits(path, splits);
    }
    return splits;
  }

  private void addSplits(Path file, List<TextSplit> splits) throws IOException {
    long sizeBytes = Files.size(file);
    if (LineReader.isCompressed(file) || sizeBytes <= rangeBytes) {
      splits.add(new TextSplit(file.toString(), file.toString(), 0, Long.MAX_VALUE, true));
      return;
    }
    for (long from = 0; from < sizeBytes; from += rangeBytes) {
      long end = from + rangeBytes >= sizeBytes ? Long.MAX_VALUE : from + rangeBytes;
      splits.add(new TextSplit(file + "@" + from, file.toString(), from, end, from == 0));
    }
  }

  private static final class Enumerator
      implements SplitEnumerator<TextSplit, ArrayList<TextSplit>> {
    private final Deque<TextSplit> unassigned;
    private Context<TextSplit> context;

    Enumerator(List<TextSplit> splits) {
      unassigned = new ArrayDeque<>(splits);
    }

    @Override
    public void start(Context<TextSplit> enumeratorContext) {
      context = enumeratorContext;
    }

    @Override
    public void onSplitRequest(int subtaskIndex) {
      TextSplit next = unassigned.poll();
      if (next == null) {
        context.noMoreSplits(subtaskIndex);
      } else {
        context.assign(next, subtaskIndex);
      }
    }

    @Override
    public ArrayList<TextSplit> snapshot(long checkpointId) {
      return new ArrayList<>(unassigned);
    }
  }

  private static final class Reader implements SourceReader<String, TextSplit> {
    private final ReaderContext context;
    private final Deque<TextSplit> waiting = new ArrayDeque<>();
    private TextSplit current;
    private LineReader lines;
    private boolean requested;
    private boolean noMoreSplits;

    Reader(ReaderContext context) {
      this.context = context;
    }

    @Override
    public Status poll(RecordOutput<String> output, int maxRecords) throws IOException {
      if (current == null && !begin()) {
        return noMoreSplits ? Status.END : Status.NOTHING_NOW;
      }
      RecordOutput<String> ofFile = output.ofSplit(current.splitId());
      for (int i = 0; i < maxRecords && !output.isBackpressured(); i++) {
        String line = lines.offsetBytes() < current.endBytes() ? lines.readLine() : null;
        if (line == null) {
          output.endSplit(current.splitId());
          end();
          break;
        }
        ofFile.emit(line, Long.MIN_VALUE);
      }
      return Status.MORE;
    }

    private boolean begin() throws IOException {
      current = waiting.poll();
      if (current == null) {
        if (!requested && !noMoreSplits) {
          requested = true;
          context.requestSplit();
        }
        return false;
      }
      Path file = Path.of(current.path());
      if (current.aligned()) {
        lines = LineReader.open(file, current.offsetBytes());
      } else {
        // From one byte before: if that is a line's end, the range begins with a line of its own.
        lines = LineReader.open(file, current.offsetBytes() - 1);
        lines.readLine();
      }
      return true;
    }

    private void end() throws IOException {
      lines.close();
      lines = null;
      current = null;
    }

    @Override
    public void addSplits(List<TextSplit> splits) {
      waiting.addAll(splits);
      requested = false;
    }

    @Override
    public void noMoreSplits() {
      noMoreSplits = true;
    }

    @Override
    public List<TextSplit> snapshot(long checkpointId) {
      if (current == null && waiting.isEmpty()) {
        return Collections.emptyList();
      }
      List<TextSplit> unfinished = new ArrayList<>(waiting.size() + 1);
      if (current != null) {
        unfinished.add(current.at(lines.offsetBytes()));
      }
      unfinished.addAll(waiting);
      return unfinished;
    }

    @Override
    public void close() throws IOException {
      if (lines != null) {
        lines.close();
      }
    }
  }
}
