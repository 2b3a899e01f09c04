/** By what the rows of a table are sorted. */
import { oxcdata } from "../documents.js";
import { count, enumeration, field, list, structure, u8, u16 } from "../language/index.js";

/** In which direction to sort. */
export const SortDirection = enumeration("SortDirection", oxcdata("2.13.1"), u8, {
  ascending: 0x00,
  descending: 0x01,
  /** Categories are sorted by the greatest value that the column has in them. */
  maximumCategory: 0x04,
});

/** A column to sort by. */
export const SortOrder = structure("SortOrder", oxcdata("2.13.1"), [
  /** A PropertyType as a number, because 0x2000 (MultivalueInstance) has a meaning here: one row for each value of the column. */
  field("PropertyType", u16),
  field("PropertyId", u16),
  field("Order", SortDirection),
]);

const sortOrderCount = count("SortOrderCount", u16);

/** Columns to sort by, and how far the rows are grouped into categories; RopSortTable has the same rows as its own. */
export const SortOrderSet = structure("SortOrderSet", oxcdata("2.13.2"), [
  sortOrderCount,
  /** How many of the first sort orders group the rows into categories (0 to all of them). */
  field("CategorizedCount", u16),
  /** How many of the categories are expanded at first. */
  field("ExpandedCount", u16),
  /** The most significant first. */
  field("SortOrders", list(sortOrderCount, SortOrder)),
]);
