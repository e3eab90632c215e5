"""Columns of the data: what the model may see, what it predicts."""

FEATURES = ["season", "mnth", "hr", "holiday", "weekday", "workingday", "weathersit", "temp", "atemp", "hum", "windspeed"]
TARGET = "cnt"
