/** Files in, files out. */
package io.landfall.examples.files;
