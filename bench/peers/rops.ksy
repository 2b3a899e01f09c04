{
  "meta": { "id": "rops", "endian": "le" },
  "doc": "The payloads of the benchmark for Kaitai Struct, in the JSON subset of YAML. The columns of the rows are fixed here.",
  "types": {
    "responses": { "seq": [
      { "id": "items", "type": "response", "repeat": "eos" }
    ] },
    "requests": { "seq": [
      { "id": "items", "type": "request", "repeat": "eos" }
    ] },
    "response": { "seq": [
      { "id": "rop_id", "type": "u1" },
      { "id": "body", "type": { "switch-on": "rop_id", "cases": {
        "0x02": "open_folder",
        "0x03": "open_message",
        "0x0a": "set_properties",
        "0x0c": "save_changes",
        "0x12": "set_columns",
        "0x15": "query_rows",
        "0x2a": "notify",
        "0x6e": "pending",
        "0xfe": "logon"
      } } }
    ] },
    "open_folder": { "seq": [
      { "id": "output_handle_index", "type": "u1" },
      { "id": "return_value", "type": "u4" }
    ] },
    "open_message": { "seq": [
      { "id": "output_handle_index", "type": "u1" },
      { "id": "return_value", "type": "u4" },
      { "id": "success", "type": "opened_message", "if": "return_value == 0" }
    ] },
    "opened_message": { "seq": [
      { "id": "has_named_properties", "type": "u1" },
      { "id": "subject_prefix", "type": "typed_string" },
      { "id": "normalized_subject", "type": "typed_string" },
      { "id": "recipient_count", "type": "u2" },
      { "id": "column_count", "type": "u2" },
      { "id": "recipient_columns", "type": "u4", "repeat": "expr", "repeat-expr": "column_count" },
      { "id": "row_count", "type": "u1" },
      { "id": "recipient_rows", "type": "recipient", "repeat": "expr", "repeat-expr": "row_count" }
    ] },
    "typed_string": { "seq": [
      { "id": "string_type", "type": "u1" },
      { "id": "string", "type": "strz", "encoding": "UTF-16LE", "if": "string_type == 4" }
    ] },
    "recipient": { "seq": [
      { "id": "recipient_type", "type": "u1" },
      { "id": "code_page_id", "type": "u2" },
      { "id": "reserved", "type": "u2" },
      { "id": "recipient_row_size", "type": "u2" },
      { "id": "recipient_flags", "type": "u2" },
      { "id": "email_address", "type": "strz", "encoding": "UTF-16LE" },
      { "id": "display_name", "type": "strz", "encoding": "UTF-16LE" },
      { "id": "simple_display_name", "type": "strz", "encoding": "UTF-16LE" },
      { "id": "recipient_column_count", "type": "u2" },
      { "id": "flag", "type": "u1" },
      { "id": "value_array", "type": "recipient_values" }
    ] },
    "recipient_values": { "seq": [
      { "id": "c0", "type": "strz", "encoding": "UTF-16LE" },
      { "id": "c1", "type": "s4" }
    ] },
    "set_properties": { "seq": [
      { "id": "input_handle_index", "type": "u1" },
      { "id": "return_value", "type": "u4" },
      { "id": "success", "type": "set_properties_problems", "if": "return_value == 0" }
    ] },
    "set_properties_problems": { "seq": [
      { "id": "property_problem_count", "type": "u2" },
      { "id": "property_problems", "type": "property_problem", "repeat": "expr", "repeat-expr": "property_problem_count" }
    ] },
    "property_problem": { "seq": [
      { "id": "index", "type": "u2" },
      { "id": "property_tag", "type": "u4" },
      { "id": "error_code", "type": "u4" }
    ] },
    "save_changes": { "seq": [
      { "id": "response_handle_index", "type": "u1" },
      { "id": "return_value", "type": "u4" },
      { "id": "success", "type": "saved_changes", "if": "return_value == 0" }
    ] },
    "saved_changes": { "seq": [
      { "id": "input_handle_index", "type": "u1" },
      { "id": "message_id", "type": "u8" }
    ] },
    "set_columns": { "seq": [
      { "id": "input_handle_index", "type": "u1" },
      { "id": "return_value", "type": "u4" },
      { "id": "table_status", "type": "u1", "if": "return_value == 0" }
    ] },
    "query_rows": { "seq": [
      { "id": "input_handle_index", "type": "u1" },
      { "id": "return_value", "type": "u4" },
      { "id": "success", "type": "queried_rows", "if": "return_value == 0" }
    ] },
    "queried_rows": { "seq": [
      { "id": "origin", "type": "u1" },
      { "id": "row_count", "type": "u2" },
      { "id": "row_data", "type": "row", "repeat": "expr", "repeat-expr": "row_count" }
    ] },
    "row": { "seq": [
      { "id": "flag", "type": "u1" },
      { "id": "value_array", "type": "row_values" }
    ] },
    "row_values": { "seq": [
      { "id": "c0", "type": "s8" },
      { "id": "c1", "type": "s4" },
      { "id": "c2", "type": "u1" },
      { "id": "c3", "type": "u8" },
      { "id": "c4", "type": "strz", "encoding": "UTF-16LE" },
      { "id": "c5", "type": "strz", "encoding": "UTF-16LE" },
      { "id": "c6", "type": "strz", "encoding": "ISO-8859-1" },
      { "id": "c7_size", "type": "u2" },
      { "id": "c7", "size": "c7_size" },
      { "id": "c8", "size": 16 }
    ] },
    "notify": { "seq": [
      { "id": "notification_handle", "type": "u4" },
      { "id": "logon_id", "type": "u1" },
      { "id": "notification_flags", "type": "u2" },
      { "id": "data", "type": { "switch-on": "notification_flags", "cases": {
        "0x8002": "new_mail",
        "0x0100": "table_changed",
        "0x8100": "table_row_event",
        "0x8010": "object_modified"
      } } }
    ] },
    "new_mail": { "seq": [
      { "id": "folder_id", "type": "u8" },
      { "id": "message_id", "type": "u8" },
      { "id": "message_flags", "type": "u4" },
      { "id": "unicode_flag", "type": "u1" },
      { "id": "message_class", "type": "strz", "encoding": "UTF-16LE", "if": "unicode_flag != 0" },
      { "id": "message_class8", "type": "strz", "encoding": "ISO-8859-1", "if": "unicode_flag == 0" }
    ] },
    "table_changed": { "seq": [
      { "id": "table_event_type", "type": "u2" }
    ] },
    "table_row_event": { "seq": [
      { "id": "table_event_type", "type": "u2" },
      { "id": "table_row_folder_id", "type": "u8" },
      { "id": "table_row_message_id", "type": "u8" },
      { "id": "table_row_instance", "type": "u4" },
      { "id": "insert_after", "type": "insert_after", "if": "table_event_type != 4" }
    ] },
    "insert_after": { "seq": [
      { "id": "insert_after_table_row_folder_id", "type": "u8" },
      { "id": "insert_after_table_row_id", "type": "u8" },
      { "id": "insert_after_table_row_instance", "type": "u4" },
      { "id": "table_row_data_size", "type": "u2" },
      { "id": "table_row_data", "size": "table_row_data_size" }
    ] },
    "object_modified": { "seq": [
      { "id": "folder_id", "type": "u8" },
      { "id": "message_id", "type": "u8" },
      { "id": "tag_count", "type": "u2" },
      { "id": "tags", "type": "u4", "repeat": "expr", "repeat-expr": "tag_count" }
    ] },
    "pending": { "seq": [
      { "id": "session_index", "type": "u2" }
    ] },
    "logon": { "seq": [
      { "id": "output_handle_index", "type": "u1" },
      { "id": "return_value", "type": "u4" },
      { "id": "success", "type": "logged_on", "if": "return_value == 0" }
    ] },
    "logged_on": { "seq": [
      { "id": "logon_flags", "type": "u1" },
      { "id": "folder_ids", "type": "u8", "repeat": "expr", "repeat-expr": 13 },
      { "id": "response_flags", "type": "u1" },
      { "id": "mailbox_guid", "size": 16 },
      { "id": "repl_id", "type": "u2" },
      { "id": "repl_guid", "size": 16 },
      { "id": "logon_time", "type": "logon_time" },
      { "id": "gwart_time", "type": "u8" },
      { "id": "store_state", "type": "u4" }
    ] },
    "logon_time": { "seq": [
      { "id": "seconds", "type": "u1" },
      { "id": "minutes", "type": "u1" },
      { "id": "hour", "type": "u1" },
      { "id": "day_of_week", "type": "u1" },
      { "id": "day", "type": "u1" },
      { "id": "month", "type": "u1" },
      { "id": "year", "type": "u2" }
    ] },
    "request": { "seq": [
      { "id": "rop_id", "type": "u1" },
      { "id": "logon_id", "type": "u1" },
      { "id": "input_handle_index", "type": "u1" },
      { "id": "body", "type": { "switch-on": "rop_id", "cases": {
        "0x03": "open_message_request",
        "0x07": "get_properties_request",
        "0x0a": "set_properties_request",
        "0x12": "set_columns_request",
        "0x15": "query_rows_request"
      } } }
    ] },
    "open_message_request": { "seq": [
      { "id": "output_handle_index", "type": "u1" },
      { "id": "code_page_id", "type": "u2" },
      { "id": "folder_id", "type": "u8" },
      { "id": "open_mode_flags", "type": "u1" },
      { "id": "message_id", "type": "u8" }
    ] },
    "get_properties_request": { "seq": [
      { "id": "property_size_limit", "type": "u2" },
      { "id": "want_unicode", "type": "u2" },
      { "id": "property_tag_count", "type": "u2" },
      { "id": "property_tags", "type": "u4", "repeat": "expr", "repeat-expr": "property_tag_count" }
    ] },
    "set_properties_request": { "seq": [
      { "id": "property_value_size", "type": "u2" },
      { "id": "property_value_count", "type": "u2" },
      { "id": "property_values", "type": "tagged_value", "repeat": "expr", "repeat-expr": "property_value_count" }
    ] },
    "tagged_value": { "seq": [
      { "id": "property_tag", "type": "u4" },
      { "id": "property_value", "type": { "switch-on": "property_tag", "cases": {
        "0x0037001f": "utf16_value",
        "0x0e070003": "s4"
      } } }
    ] },
    "utf16_value": { "seq": [
      { "id": "property_value", "type": "strz", "encoding": "UTF-16LE" }
    ] },
    "set_columns_request": { "seq": [
      { "id": "set_columns_flags", "type": "u1" },
      { "id": "property_tag_count", "type": "u2" },
      { "id": "property_tags", "type": "u4", "repeat": "expr", "repeat-expr": "property_tag_count" }
    ] },
    "query_rows_request": { "seq": [
      { "id": "query_rows_flags", "type": "u1" },
      { "id": "forward_read", "type": "u1" },
      { "id": "row_count", "type": "u2" }
    ] }
  }
}
