/**
 * Windows over a web server's access log. Imports {@code api}, {@code operators.source} and {@code
 * examples.usage}.
 */
package io.landfall.examples.accesslog;
