/**
 * What people see of the tool: lines, a status line, colours, on standard error alone. Read {@code
 * Console}. Imports nothing of ours.
 */
package io.landfall.migration.console;
