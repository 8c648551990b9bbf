/**
 * Settings: each is declared once, as an {@link io.landfall.api.option.Option} constant, with its
 * name, type, default, range and sentence; docs and {@code --help} are made from that. Imports
 * nothing else of ours. All immutable.
 */
package io.landfall.api.option;
