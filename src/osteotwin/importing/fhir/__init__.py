"""Records of hospitals and laboratories: resources of FHIR R4 and R5."""
