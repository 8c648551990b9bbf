/** Windows over a web server's access log. Imports {@code api} and {@code operators.source}. */
package io.landfall.examples.accesslog;
