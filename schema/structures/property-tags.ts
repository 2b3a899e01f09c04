/** Property types and property tags. */
import { oxcdata } from "../documents.js";
import { enumeration, list, packed, parameter, part, toEnd, u16, u32 } from "../language/index.js";

/**
 * How the value of a property lies on the wire.
 *
 * The second wire value of some is the MultivalueInstance form (0x2000 added) that only table columns have:
 * such a row carries one value of the base type.
 */
export const PropertyType = enumeration(
  "PropertyType",
  oxcdata("2.11.1"),
  u16,
  {
    /** The server chooses; the value then says its type itself. */
    unspecified: 0x0000,
    null: 0x0001,
    integer16: [0x0002, 0x3002],
    integer32: [0x0003, 0x3003],
    floating32: [0x0004, 0x3004],
    floating64: [0x0005, 0x3005],
    currency: [0x0006, 0x3006],
    floatingTime: [0x0007, 0x3007],
    errorCode: 0x000a,
    boolean: 0x000b,
    object: 0x000d,
    integer64: [0x0014, 0x3014],
    string8: [0x001e, 0x301e],
    string: [0x001f, 0x301f],
    time: [0x0040, 0x3040],
    guid: [0x0048, 0x3048],
    serverId: 0x00fb,
    restriction: 0x00fd,
    ruleAction: 0x00fe,
    binary: [0x0102, 0x3102],
    multipleInteger16: 0x1002,
    multipleInteger32: 0x1003,
    multipleFloating32: 0x1004,
    multipleFloating64: 0x1005,
    multipleCurrency: 0x1006,
    multipleFloatingTime: 0x1007,
    multipleInteger64: 0x1014,
    multipleString8: 0x101e,
    multipleString: 0x101f,
    multipleTime: 0x1040,
    multipleGuid: 0x1048,
    multipleBinary: 0x1102,
  },
  { frequent: ["integer32", "boolean", "integer64", "string8", "string", "time", "guid", "binary"] },
);

/** The type of the value that follows, or of a column's values. */
export const propertyType = part("propertyType", 0x0000ffff, PropertyType);
/** The property's number. */
export const propertyId = part("propertyId", 0xffff0000, u16);

/** A property and the type of its value: the type in the low 16 bits, the id in the high 16. */
export const PropertyTag = packed(u32, [propertyType, propertyId]);

/** The columns that a row has a value for, in this order. */
export const columns = parameter("columns", list(toEnd, PropertyTag));
