/** Components in other languages. */
package io.landfall.it.storm.multilang;
