"""What runs are asked: samples, scores, judgements, measures, reports."""
