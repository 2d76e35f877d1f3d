//! The form of a catalogue for editors, out of the types that read one.

use super::Catalogue;

/// The form of a catalogue as a JSON Schema (draft 2020-12), for editors that complete and check
/// what is typed. It knows the fields and their kinds; [`Catalogue::parse`] checks the rest.
pub fn schema() -> String {
    serde_json::to_string_pretty(&schemars::schema_for!(Catalogue)).expect("a schema is JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_take_the_built_in_catalogue_and_notice_slips() {
        let schema = serde_json::from_str(&schema()).expect("it is JSON");
        let validator = jsonschema::validator_for(&schema).expect("it is a schema");
        let built_in = include_str!("../../assets/catalogue.json");
        let is_taken = |document: &str| {
            let document = serde_json::from_str(document).expect("it is JSON");
            validator.is_valid(&document)
        };
        assert!(is_taken(built_in));
        for (right, slip) in [
            ("\"shown\"", "\"showm\""),
            ("\"lifetime_s\": 180", "\"lifetime_s\": \"180\""),
            ("\"device\": \"computer\"", "\"device\": \"laptop\""),
            ("\"format\": 1,", ""),
        ] {
            assert!(built_in.contains(right), "{right}");
            assert!(!is_taken(&built_in.replacen(right, slip, 1)), "{slip}");
        }
    }
}
