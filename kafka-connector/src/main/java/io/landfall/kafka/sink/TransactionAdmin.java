package io.landfall.kafka.sink;

import io.landfall.kafka.client.ClientSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.FenceProducersOptions;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidRegularExpression;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Transactions as the brokers see them. Waits; one thread. */
final class TransactionAdmin implements AutoCloseable {

  /** Brokers may be starting again just now. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Admin admin;

  TransactionAdmin(ClientSettings client, String clientId) {
    ClientSettings patient = new ClientSettings(client.bootstrapServers(), client.own(), PATIENCE);
    admin = Admin.create(patient.forAdmin(clientId));
  }

  /** Null if the brokers do not know the id, or have forgotten it. */
  TransactionDescription describe(String transactionalId) {
    try {
      return admin
          .describeTransactions(List.of(transactionalId))
          .description(transactionalId)
          .get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionalIdNotFoundException) {
        return null;
      }
      throw failed("describe transaction " + transactionalId, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /**
   * The ids with a prefix that the brokers know and {@code wanted} takes.
   *
   * @param prefix of all of them; that of other sinks may begin with it, too
   */
  Set<String> idsWith(String prefix, Predicate<String> wanted) {
    Collection<TransactionListing> all;
    try {
      all = list(new ListTransactionsOptions().filterOnTransactionalIdPattern(patternFor(prefix)));
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnsupportedVersionException)
          && !(e.getCause() instanceof InvalidRegularExpression)) {
        throw failed("list transactions", e);
      }
      all = listAll();
    }
    Set<String> ids = new HashSet<>();
    for (TransactionListing each : all) {
      if (wanted.test(each.transactionalId())) {
        ids.add(each.transactionalId());
      }
    }
    return ids;
  }

  /** Brokers before 4.1 do not filter. */
  private Collection<TransactionListing> listAll() {
    try {
      return list(new ListTransactionsOptions());
    } catch (ExecutionException e) {
      throw failed("list transactions", e);
    }
  }

  private Collection<TransactionListing> list(ListTransactionsOptions options)
      throws ExecutionException {
    try {
      return admin.listTransactions(options).all().get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** RE2, which is what brokers take, knows the same quotes as Java. */
  private static String patternFor(String prefix) {
    return java.util.regex.Pattern.quote(prefix) + ".*";
  }

  /** Aborts what is open under these ids, and has their producers refused from now on. */
  void fence(Collection<String> transactionalIds) {
    if (transactionalIds.isEmpty()) {
      return;
    }
    try {
      admin
          .fenceProducers(
              transactionalIds, new FenceProducersOptions().timeoutMs((int) PATIENCE.toMillis()))
          .all()
          .get();
    } catch (ExecutionException e) {
      throw failed("fence earlier producers of " + transactionalIds, e);
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private static KafkaException failed(String deed, ExecutionException thrown) {
    return new KafkaException(
        "could not " + deed + ": " + thrown.getCause().getMessage(), thrown.getCause());
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
