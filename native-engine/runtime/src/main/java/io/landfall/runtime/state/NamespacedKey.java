package io.landfall.runtime.state;

/** A key and a namespace, as the key of a table. One thread until it is in a table, then fixed. */
final class NamespacedKey {

  private Object key;
  private Object namespace;

  NamespacedKey(Object key, Object namespace) {
    this.key = key;
    this.namespace = namespace;
  }

  /** Only for one that is no table's key. */
  void set(Object newKey, Object newNamespace) {
    key = newKey;
    namespace = newNamespace;
  }

  NamespacedKey copy() {
    return new NamespacedKey(key, namespace);
  }

  Object key() {
    return key;
  }

  Object namespace() {
    return namespace;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamespacedKey that
        && key.equals(that.key)
        && namespace.equals(that.namespace);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + namespace.hashCode();
  }
}
