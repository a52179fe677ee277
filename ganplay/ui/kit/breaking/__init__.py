"""Break it: failures to predict, see and mend."""
